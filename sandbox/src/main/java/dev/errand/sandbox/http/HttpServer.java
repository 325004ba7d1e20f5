package dev.errand.sandbox.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * HTTP/1.1 with keep-alive on a few event loops. One request at a time on each connection. Safe for
 * all threads.
 */
public final class HttpServer implements AutoCloseable {

  private final MultiThreadIoEventLoopGroup loops;
  private final Channel channel;

  private HttpServer(MultiThreadIoEventLoopGroup loops, Channel channel) {
    this.loops = loops;
    this.channel = channel;
  }

  /**
   * Opens a port on the loopback and all other addresses.
   *
   * @param port 0 takes a free one
   */
  public static HttpServer start(
      int port, int threads, BodyLimits limits, Consumer<Exchange> front) {
    var loops =
        new MultiThreadIoEventLoopGroup(
            threads, new DefaultThreadFactory("sandbox", true), NioIoHandler.newFactory());
    try {
      Channel channel =
          new ServerBootstrap()
              .group(loops)
              .channel(NioServerSocketChannel.class)
              .option(ChannelOption.SO_BACKLOG, 4096)
              .option(ChannelOption.SO_REUSEADDR, true)
              .childOption(ChannelOption.TCP_NODELAY, true)
              .childHandler(pipeline(limits, front))
              .bind(InetAddress.getLoopbackAddress(), port)
              .sync()
              .channel();
      return new HttpServer(loops, channel);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while binding", interrupted);
    }
  }

  private static ChannelInitializer<SocketChannel> pipeline(
      BodyLimits limits, Consumer<Exchange> front) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(SocketChannel channel) {
        channel
            .pipeline()
            .addLast(new HttpServerCodec())
            .addLast(new HttpServerKeepAliveHandler())
            .addLast(new HttpObjectAggregator(limits.largest()))
            .addLast(new Connection(limits, front));
      }
    };
  }

  public int port() {
    return ((InetSocketAddress) channel.localAddress()).getPort();
  }

  /** Waits until the server is closed. */
  public void join() throws InterruptedException {
    channel.closeFuture().await();
  }

  @Override
  public void close() {
    channel.close().awaitUninterruptibly();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
  }
}
