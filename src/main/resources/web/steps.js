/** What a lesson needs next, said in one sentence, with the one button that does it. */
import { itemOf } from './queue.js';

const titles = (parts) => parts.map((part) => part.title).join('、');

/** `{text, act, part}`: `act` is submit, choose or nothing; `part` is the one to choose a file for. */
export function nextStep(lesson, bundle) {
  if (lesson.state === 'submitted') return { text: '已提交，等待审核。要修改请先取回。' };
  if (lesson.state === 'published') return { text: '老师们已经可以找到这节课。' };
  if (lesson.state === 'withdrawn') return { text: '已撤回，老师们找不到这节课。修改好以后可以重新发布。' };

  const sent = bundle.parts.filter((part) => itemOf(lesson.id, part.part));
  const needed = bundle.parts.filter((part) => part.required && part.state === 'missing' && !sent.includes(part));
  const broken = bundle.parts.filter((part) => ['ready', 'failed'].includes(part.state) && !sent.includes(part) && part.findings.some((one) => one.blocking));
  const troubles = [
    broken.length > 0 && `${titles(broken)}不能这样提交，请看下面的说明，换一个文件。`,
    needed.length > 0 && `还缺 ${needed.length} 份材料：${titles(needed)}。`,
  ].filter(Boolean);
  if (troubles.length > 0) return { text: troubles.join(''), act: 'choose', part: [...broken, ...needed][0] };
  const paused = bundle.parts.filter((part) => part.state === 'paused' && !sent.includes(part));
  if (paused.length > 0) return { text: `${titles(paused)}的处理已暂停，请让它继续。` };
  if (sent.length > 0) return { text: `正在上传${titles(sent)}。中途关掉本页也不要紧，再选一次同一个文件就能接着传。` };
  const processing = bundle.parts.filter((part) => part.state === 'processing');
  if (processing.length > 0) return { text: `正在处理${titles(processing)}，完成后就可以提交。现在可以离开本页。` };
  const advice = bundle.parts.flatMap((part) => part.findings).length;
  return { text: advice > 0 ? `材料齐全，可以提交。有 ${advice} 处与征集要求不完全一致，请看下面的提示。` : '材料齐全，可以提交。', act: 'submit' };
}
