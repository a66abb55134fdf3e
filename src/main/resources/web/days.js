/** Days and times of schools, which are those of China whatever the device says. */

const ZONE = 'Asia/Shanghai';
const DAY_MS = 86_400_000;
const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'];

/** The day in China at a moment, as 2026-09-07. */
export const dayOf = (time) => new Date(time).toLocaleDateString('sv-SE', { timeZone: ZONE });
export const hourOf = (time) => new Date(time).toLocaleTimeString('zh-CN', { timeZone: ZONE, hour: '2-digit', minute: '2-digit', hour12: false });
export const addDays = (date, days) => dayOf(Date.parse(`${date}T04:00:00Z`) + days * DAY_MS);
/** 1 for Monday. */
export const weekdayOf = (date) => ((new Date(`${date}T04:00:00Z`).getUTCDay() + 6) % 7) + 1;
export const mondayOf = (date) => addDays(date, 1 - weekdayOf(date));

/** 9月7日 周一. */
export function dayText(date) {
  const [, month, day] = date.split('-').map(Number);
  return `${month}月${day}日 周${WEEKDAYS[weekdayOf(date) - 1]}`;
}

export const spanText = (begins, ends) => `${dayText(dayOf(begins))} ${hourOf(begins)}–${hourOf(ends)}`;

/** The moment of an hour of a day in China. */
export const momentOf = (date, hour) => new Date(`${date}T${hour}:00+08:00`).toISOString();
