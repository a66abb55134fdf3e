package org.keqiao.delivery;

import org.keqiao.http.Call;
import org.keqiao.http.Reply;

/** A way in which the bytes of a media file reach who asked for them. */
sealed interface Delivery permits ProxyDelivery, RedirectDelivery, AccelDelivery {

  /** Answers GET or HEAD. */
  Reply answer(Call call, MediaFile file);
}
