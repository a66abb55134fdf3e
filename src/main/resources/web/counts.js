/** How many lessons hang on each chapter, from the catalogue's shards, which never change and are kept by the browser. */
import { get, getOnce } from './api.js';

const shard = ({ sha256 }) => getOnce(`/catalogue/${sha256}`);

function* chaptersOf(nodes) {
  for (const node of nodes) {
    yield node;
    yield* chaptersOf(node.children);
  }
}

/** Numbers of lessons on and below each chapter of a textbook, by id; none when there is no catalogue to read them from. */
export async function countsOf(textbook) {
  try {
    const { textbooks } = await shard((await get('/catalogue')).contents);
    const book = textbooks.find((one) => one.id === textbook);
    if (!book) return new Map();
    const { chapters } = await shard(book.shard);
    return new Map([...chaptersOf(chapters)].map(({ id, lessons }) => [id, lessons]));
  } catch {
    return new Map();
  }
}
