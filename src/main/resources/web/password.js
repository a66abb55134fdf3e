/** The form that stands before the pages as long as somebody else knows one's password. */
import * as api from './api.js';
import { h } from './dom.js';
import { asProblem, problemBox } from './notice.js';

/** Asks `me` for a password of her own; `typed` is the one that she has just signed in with. */
export function passwordForm({ me, typed, done }) {
  const trouble = h('div');
  const field = (id, use, testid) => h('input', { id, type: 'password', autocomplete: use, required: true, 'data-testid': testid });
  const old = field('old-password', 'current-password', 'old-password');
  const chosen = field('new-password', 'new-password', 'new-password');
  const repeated = field('new-password-again', 'new-password', 'new-password-again');
  const button = h('button', { class: 'button button-main button-wide', 'data-testid': 'password-submit' }, '修改密码');
  old.value = typed;

  const submit = async (event) => {
    event.preventDefault();
    trouble.replaceChildren();
    if (chosen.value !== repeated.value) {
      trouble.replaceChildren(problemBox({ code: 'password-typo', detail: '两次输入的新密码不一样。' }));
      repeated.select();
      return;
    }
    button.disabled = true;
    try {
      await api.post('/me/password', { oldPassword: old.value, newPassword: chosen.value });
      await done();
    } catch (error) {
      trouble.replaceChildren(problemBox(asProblem(error)));
      chosen.select();
    } finally {
      button.disabled = false;
    }
  };

  return h('div', { class: 'gate' },
    h('form', { class: 'card gate-form', onsubmit: submit, 'data-testid': 'password-form' },
      h('h1', null, '请先修改密码'),
      h('p', null, `${me.name}，您现在的密码是别人给的。换一个只有自己知道的，再开始使用。`),
      trouble,
      h('input', { type: 'text', autocomplete: 'username', value: me.login, hidden: true, readonly: true }),
      h('label', { for: 'old-password' }, '现在的密码'), old,
      h('label', { for: 'new-password' }, '新密码'), chosen,
      h('label', { for: 'new-password-again' }, '再输一次新密码'), repeated,
      button,
      h('p', { class: 'hint' }, '不必有数字或符号：一句自己想的话，又好记又难猜。'),
      h('button', { type: 'button', class: 'link', onclick: () => api.signOut() }, '退出')));
}
