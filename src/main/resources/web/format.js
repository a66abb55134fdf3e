/** Numbers and codes as a teacher reads them. */

const MB = 1024 * 1024;

export function megabytes(bytes) {
  if (bytes >= 1024 * MB) return `${(bytes / MB / 1024).toFixed(1)} GB`;
  const size = bytes / MB;
  if (size >= 100) return `${Math.round(size)} MB`;
  return `${Math.max(size, 0.1).toFixed(1)} MB`;
}

/** Small sizes, where a tenth of a megabyte says too little. */
export function kilobytes(bytes) {
  return bytes >= MB ? megabytes(bytes) : `${Math.max(1, Math.round(bytes / 1024))} KB`;
}

/** How fast bytes move. */
export const rate = (bytesPerSecond) => `每秒 ${kilobytes(bytesPerSecond)}`;

export function clock(seconds) {
  const whole = Math.max(0, Math.round(seconds || 0));
  const two = (number) => String(number).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  return hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

/** How long something will still take, roughly. */
export function wait(seconds) {
  const minutes = Math.ceil(seconds / 60);
  if (minutes <= 1) return '不到 1 分钟';
  if (minutes < 60) return `约 ${minutes} 分钟`;
  return `约 ${Math.floor(minutes / 60)} 小时 ${minutes % 60} 分`;
}

export function day(time) {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? '' : `${date.getFullYear()} 年 ${date.getMonth() + 1} 月 ${date.getDate()} 日`;
}

const STATES = { draft: '草稿', submitted: '待审核', published: '已发布', withdrawn: '已撤回', returned: '已退回' };
export const stateName = (state) => STATES[state] || state;

const PARTS = { video: '微课视频', plan: '教学设计', tasks: '学习任务单', slides: '课件', exercises: '作业练习' };
export const PART_ORDER = Object.keys(PARTS);
export const partName = (part) => PARTS[part] || part;

const KINDS = { audio: '仅声音', slides: '幻灯画面', lite: '轻量版' };
export const kindName = (kind) => KINDS[kind] || (kind === 'video' ? '' : kind || '');

const MEDIA = { processing: '视频处理中', failed: '视频处理失败' };

/** The badge that says why a lesson cannot be played, or null when it can. */
export function mediaBadge(media) {
  if (!media) return { text: '无视频', kind: 'none' };
  return media.state === 'playable' ? null : { text: MEDIA[media.state] || media.state, kind: media.state };
}

const terms = (taxonomy, facet) => (taxonomy && taxonomy[`${facet}s`]) || [];

/** Finds names by id in the taxonomy answer; an unknown id is shown as it is. */
export function names(taxonomy) {
  return (facet, id) => {
    const found = terms(taxonomy, facet).find((one) => one.id === id);
    return found ? found.name : id || '';
  };
}

/** Puts facet values in the taxonomy's order: grades are looked for by number, not by frequency. */
export function inOrder(taxonomy, facet, values) {
  const ids = terms(taxonomy, facet).map((one) => one.id);
  return ids.length ? [...values].sort((a, b) => ids.indexOf(a.value) - ids.indexOf(b.value)) : values;
}
