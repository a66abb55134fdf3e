package org.keqiao.store;

import io.minio.Result;
import io.minio.messages.Item;
import java.util.Iterator;
import org.keqiao.fault.FaultException;

/**
 * What a listing of the bucket finds, page by page; throws {@link FaultException} unavailable when
 * the line breaks between two pages as within one.
 */
record Items(Iterator<Result<Item>> pages) implements Iterator<Item> {

  @Override
  public boolean hasNext() {
    return Bucket.call(pages::hasNext);
  }

  @Override
  public Item next() {
    return Bucket.call(pages.next()::get);
  }
}
