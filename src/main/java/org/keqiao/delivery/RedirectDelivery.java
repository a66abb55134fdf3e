package org.keqiao.delivery;

import java.util.Map;
import org.keqiao.http.Call;
import org.keqiao.http.Reply;
import org.keqiao.store.PresignedReads;

/**
 * From the bucket's server itself: this server only signs. Playlists, which continue our own
 * addresses, and questions about a file are answered here.
 */
record RedirectDelivery(PresignedReads reads, Delivery here) implements Delivery {

  @Override
  public Reply answer(Call call, MediaFile file) {
    if (file.namesOthers() || call.head()) {
      return here.answer(call, file);
    }
    return new Reply(302, Map.of(), new Reply.Content.None())
        .header("Location", reads.address(file.key()).toString())
        .header("Cache-Control", "private, max-age=600");
  }
}
