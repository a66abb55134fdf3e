/** Keeps the screen from going dark while a lesson is on. */
export function stayAwake() {
  let lock = null;
  let closed = false;

  async function take() {
    if (closed || document.visibilityState !== 'visible' || !navigator.wakeLock) return;
    try {
      lock = await navigator.wakeLock.request('screen');
      if (closed) lock.release();
    } catch { /* the device decides */ }
  }

  document.addEventListener('visibilitychange', take);
  take();
  return {
    close() {
      closed = true;
      document.removeEventListener('visibilitychange', take);
      if (lock) lock.release().catch(() => {});
    },
  };
}
