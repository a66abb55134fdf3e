package org.keqiao.delivery;

import java.net.URI;
import org.keqiao.http.Call;
import org.keqiao.http.Reply;
import org.keqiao.store.PresignedReads;

/**
 * From the bucket's server through an nginx in front of this one, which is told where to read by
 * {@code X-Accel-Redirect} and may cache. Playlists and questions about a file are answered here.
 *
 * @param location begins the internal location of nginx that reads from the bucket
 */
record AccelDelivery(PresignedReads reads, String location, Delivery here) implements Delivery {

  @Override
  public Reply answer(Call call, MediaFile file) {
    if (file.namesOthers() || call.head()) {
      return here.answer(call, file);
    }
    URI address = reads.address(file.key());
    return Reply.typed(200, file.type())
        .header(
            "X-Accel-Redirect",
            "%s%s?%s".formatted(location, address.getRawPath(), address.getRawQuery()))
        .header("Cache-Control", file.cacheControl());
  }
}
