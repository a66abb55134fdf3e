/** Messages that must arrive: kept until the server says that they are, and sent again after every way back. */

/** What a later message makes pointless; a name alone, or with a field that tells them apart. */
const SUBJECTS = {
  play: 'playback', pause: 'playback', seek: 'playback', show: 'show', page: 'page', hand: 'hand', 'call-on': 'call-on',
};
/** What another lesson makes pointless beside itself. */
const OF_A_LESSON = ['playback', 'page', 'show'];

function subjectOf(message) {
  if (message.type === 'answer') return `answer ${message.question}`;
  return SUBJECTS[message.type] || null;
}

/** `refs` makes names that no other window makes. */
export function createOutbox(refs = () => crypto.randomUUID()) {
  let waiting = [];

  function settle(one, how) {
    waiting = waiting.filter((other) => other !== one);
    one.done(how);
  }

  return {
    /** Keeps a message; `sent` is the message with its name, `done` a promise of what became of it. */
    add(message) {
      const subject = subjectOf(message);
      const gone = waiting.filter((one) => subject && (one.subject === subject || (subject === 'show' && OF_A_LESSON.includes(one.subject))));
      let done;
      const promise = new Promise((resolve) => { done = resolve; });
      const one = { subject, message: { ...message, ref: refs() }, done };
      gone.forEach((other) => settle(other, { superseded: true }));
      waiting.push(one);
      return { sent: one.message, done: promise };
    },
    /** The server has it, or refuses it: `{kept: true}` or `{refused: {code, detail}}`. */
    answered(ref, how) {
      const one = waiting.find((other) => other.message.ref === ref);
      if (one) settle(one, how);
    },
    /** Nothing is sent any more: whoever waits hears that it is over. */
    abandon() {
      [...waiting].forEach((one) => settle(one, { abandoned: true }));
    },
    /** What is to be sent again, in order. */
    waiting: () => waiting.map((one) => one.message),
  };
}
