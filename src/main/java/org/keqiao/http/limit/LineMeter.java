package org.keqiao.http.limit;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.FileRegion;

/** Counts what goes over one connection. All of it runs on the event loop of the connection. */
final class LineMeter extends ChannelDuplexHandler {

  private long received;
  private long written;

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof ByteBuf bytes) {
      received += bytes.readableBytes();
    }
    context.fireChannelRead(message);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof ByteBuf bytes) {
      written += bytes.readableBytes();
    } else if (message instanceof FileRegion file) {
      written += file.count();
    }
    var _ = context.write(message, promise);
  }

  /** Bytes that have come. */
  long received() {
    return received;
  }

  /** Bytes that the other end has taken, of all that was written. */
  long taken(Channel channel) {
    ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
    return waiting == null
        ? written
        : written - waiting.totalPendingWriteBytes() + waiting.currentProgress();
  }

  /** Whether bytes wait for the other end to take some. */
  static boolean waits(Channel channel) {
    ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
    return waiting != null && waiting.totalPendingWriteBytes() > 0;
  }
}
