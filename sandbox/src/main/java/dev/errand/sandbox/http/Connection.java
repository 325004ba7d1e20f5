package dev.errand.sandbox.http;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Serves one request at a time; those that a client pipelines wait their turn. */
final class Connection extends SimpleChannelInboundHandler<FullHttpRequest> {

  private final BodyLimits limits;
  private final Consumer<Exchange> front;
  private final Queue<Request> waiting = new ArrayDeque<>();
  private boolean busy;
  private @Nullable NettyExchange last;

  Connection(BodyLimits limits, Consumer<Exchange> front) {
    this.limits = limits;
    this.front = front;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest message) {
    waiting.add(
        Request.of(
            message.decoderResult().isFailure() ? "" : message.method().name(),
            message.uri(),
            message.headers(),
            ByteBufUtil.getBytes(message.content())));
    next(context);
  }

  private void next(ChannelHandlerContext context) {
    while (!busy && !waiting.isEmpty()) {
      busy = true;
      serve(context, waiting.remove());
    }
  }

  private void serve(ChannelHandlerContext context, Request request) {
    NettyExchange exchange =
        new NettyExchange(
            context,
            request,
            () -> {
              busy = false;
              next(context);
            });
    last = exchange;
    if (request.method().isEmpty() || !request.path().startsWith("/")) {
      exchange.answer(Reply.empty(400).withHeader("connection", "close"));
    } else if (request.body().length > limits.of(request.path())) {
      exchange.answer(Reply.empty(413).withHeader("connection", "close"));
    } else {
      front.accept(exchange);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (busy && last != null) {
      last.abandoned();
    }
    context.fireChannelInactive();
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // Closing cannot fail in a way that matters.
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (!(cause instanceof IOException)) {
      cause.printStackTrace();
    }
    context.close();
  }
}
