/** Sending one file: announce it, then its bytes with progress. */
import { ApiProblem, authorization, offline, post, problemOf } from './api.js';

/**
 * Uploads a file and answers the stored upload.
 * `progress(sent, total)` is called while bytes leave; aborting `signal` stops it.
 */
export async function upload(file, progress, signal) {
  const created = await post('/uploads', { name: file.name, bytes: file.size, type: file.type || undefined }, { signal });
  try {
    return await send(created.id, file, progress, signal);
  } catch (error) {
    if (error.status !== 401 || error.code !== 'token-expired') throw error;
    return send(created.id, file, progress, signal);
  }
}

async function send(id, file, progress, signal) {
  const token = await authorization();
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('PUT', `/api/v1/uploads/${encodeURIComponent(id)}`);
    request.setRequestHeader('Authorization', token);
    request.setRequestHeader('Accept-Language', 'zh-CN');
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.upload.onprogress = (event) => progress(event.loaded, event.total || file.size);
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve(JSON.parse(request.responseText));
      else reject(problemOf(request.status, request.responseText));
    };
    request.onerror = () => reject(offline(false));
    request.onabort = () => reject(new ApiProblem({ code: 'cancelled', detail: '已取消上传。' }));
    if (signal) signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}
