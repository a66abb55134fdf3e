/** What stands above the hits when they are not quite what was asked for. */
import { h } from './dom.js';

const INSTEAD = {
  node: '下面是同一节的课',
  editions: '下面是其他版本、其他章节的同一内容',
  wider: '下面是放宽了条件的结果',
};

/** The last rung: nothing is left but to ask for such a lesson. */
export const ASK = 'ask';

/** A rung above the node's own means that the node has no lesson at all. */
function sentence(rung, node) {
  const missing = rung === 'node' ? '这一节没有完全符合的课' : '没有完全符合的课';
  return `${node && rung !== 'node' ? '这一节还没有课' : missing}，${INSTEAD[rung]}。`;
}

/** Words that were probably meant, as a link to their search, and the sentence of the ladder's rung. */
export function guidance({ didYouMean, rung }, node, hrefOf) {
  return [
    didYouMean && h('p', { class: 'meant' }, '您是不是要找：',
      h('a', { class: 'inside', href: hrefOf(didYouMean), 'data-testid': 'did-you-mean' }, didYouMean)),
    rung in INSTEAD && h('p', { class: 'box instead', 'data-testid': 'ladder', 'data-rung': rung }, sentence(rung, node)),
  ].filter(Boolean);
}
