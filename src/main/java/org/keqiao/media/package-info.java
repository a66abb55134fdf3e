/** What is in a file of media, and what is made of it, with ffmpeg as a separate process. */
@NullMarked
package org.keqiao.media;

import org.jspecify.annotations.NullMarked;
