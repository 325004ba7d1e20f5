package dev.errand.sandbox.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.DefaultFileRegion;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.File;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

@SuppressWarnings("FutureReturnValueIgnored") // A write that fails has lost its client: all done.
final class NettyExchange implements Exchange {

  private final ChannelHandlerContext context;
  private final Request request;
  private final Runnable done;
  private Runnable abandoned = () -> {};

  NettyExchange(ChannelHandlerContext context, Request request, Runnable done) {
    this.context = context;
    this.request = request;
    this.done = done;
  }

  @Override
  public Request request() {
    return request;
  }

  @Override
  public void whenAbandoned(Runnable told) {
    abandoned = told;
  }

  void abandoned() {
    abandoned.run();
  }

  @Override
  public void answer(Reply reply) {
    if (reply.file() != null) {
      send(reply, reply.file().toFile());
      return;
    }
    var response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(reply.status()),
            Unpooled.wrappedBuffer(reply.body()));
    head(response.headers(), reply);
    context.writeAndFlush(response);
    done.run();
  }

  private void send(Reply reply, File file) {
    var head =
        new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(reply.status()));
    reply.headers().forEach(head.headers()::set);
    head.headers().set(HttpHeaderNames.CONTENT_LENGTH, file.length());
    context.write(head);
    context.write(new DefaultFileRegion(file, 0, file.length()));
    context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
    done.run();
  }

  @Override
  public void drip(Reply reply, int bytesEach, Duration interval) {
    var head =
        new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(reply.status()));
    head(head.headers(), reply);
    context.writeAndFlush(head);
    dripFrom(0, reply.body(), bytesEach, interval);
  }

  private void dripFrom(int from, byte[] body, int bytesEach, Duration interval) {
    if (!context.channel().isActive()) {
      return;
    }
    if (from >= body.length) {
      context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
      done.run();
      return;
    }
    int length = Math.min(bytesEach, body.length - from);
    context.writeAndFlush(new DefaultHttpContent(Unpooled.copiedBuffer(body, from, length)));
    after(interval, () -> dripFrom(from + length, body, bytesEach, interval));
  }

  private static void head(HttpHeaders headers, Reply reply) {
    reply.headers().forEach(headers::set);
    if (reply.status() != 204 && reply.status() != 304) {
      headers.set(HttpHeaderNames.CONTENT_LENGTH, reply.body().length);
    }
  }

  @Override
  public void reset() {
    context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
    context.channel().close();
  }

  @Override
  public void ignore() {
    // The connection stays busy: whatever the client sends on it is not read either.
  }

  @Override
  public void after(Duration delay, Runnable task) {
    if (delay.isZero()) {
      task.run();
    } else {
      context.executor().schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }
  }
}
