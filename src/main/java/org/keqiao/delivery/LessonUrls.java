package org.keqiao.delivery;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.keqiao.store.Id;

/** Signed addresses of what belongs to one lesson, for one audience. */
public final class LessonUrls {

  private final MediaUrls urls;
  private final Id lesson;
  private final String audience;

  LessonUrls(MediaUrls urls, Id lesson, String audience) {
    this.urls = urls;
    this.lesson = lesson;
    this.audience = audience;
  }

  /**
   * The address of a file that was made from this content.
   *
   * @param files what else the same token opens, by relative addresses
   */
  public String url(RenditionSet files, String sha256, String file) {
    return "/media/%s/%s/%s".formatted(token(files, sha256), sha256, file);
  }

  /** The address under which an original is fetched as a file of this name. */
  public String download(String sha256, String name) {
    return "/files/%s/%s/%s"
        .formatted(
            token(RenditionSet.ORIGINAL, MediaUrls.file(sha256, name)),
            sha256,
            URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"));
  }

  private String token(RenditionSet files, String content) {
    return urls.token(new MediaGrant(lesson, audience, files, urls.expiry()), content);
  }
}
