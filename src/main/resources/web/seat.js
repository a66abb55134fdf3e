/** A seat in a session: the channel, and what everybody there sees. Lead, room and assistant build on it. */
import { openChannel } from './channel.js';
import { createPicture } from './picture.js';

const STEP_MS = 250;

/** Stands for lines and pointer where there is no picture. */
const NO_BOARD = { put() {}, clear() {}, point() {} };

/**
 * Takes a seat. `changed()` is called when something worth showing has happened, `over(reason, problem)` once;
 * without a `screen` there is no picture.
 */
export function takeSeat({ session, seat, school, servers, screen = true, changed, over }) {
  const channel = openChannel({ session, seat, school, servers });
  const picture = screen ? createPicture(changed) : null;
  const board = picture ? picture.board : NO_BOARD;
  const here = {
    state: null, question: null, answered: null, presence: { rooms: [] }, hands: [], calledOn: null, texts: [], answers: null,
    away: false, met: false, drift: null, session: null,
  };

  function step() {
    if (picture) here.drift = picture.show(here.state, channel.now());
  }

  function welcome(message) {
    Object.assign(here, {
      state: message.state || null, question: message.question || null, presence: message.presence || here.presence,
      hands: message.hands || [], calledOn: message.calledOn || null, texts: message.texts || here.texts,
      answers: message.answers || null, answered: message.answered || null, session: message.session || here.session, away: false, met: true,
    });
    if (message.since === undefined || message.since === null) board.clear();
    (message.strokes || []).forEach(board.put);
    step();
    changed();
  }

  const heard = {
    welcome,
    state(message) {
      here.state = message;
      step();
    },
    pointer: board.point,
    stroke: board.put,
    clear: board.clear,
    'question-asked': (message) => Object.assign(here, { question: questionOf(message), answers: null, answered: null }),
    'question-closed': (message) => { if (here.question && here.question.question === message.question) here.question = null; },
    answers: (message) => { here.answers = message; },
    hands: (message) => { here.hands = message.up; },
    'called-on': (message) => { here.calledOn = message.school; },
    'text-question': (message) => { here.texts = [...here.texts.filter((one) => one.id !== message.id), message].sort((a, b) => a.seq - b.seq); },
    presence: (message) => { here.presence = message; },
    ended: () => finish('ended'),
    away: () => { here.away = true; },
  };
  for (const [type, hear] of Object.entries(heard)) {
    channel.on(type, (message) => {
      hear(message);
      if (type !== 'pointer' && type !== 'stroke') changed();
    });
  }
  channel.on('over', ({ reason, problem }) => finish(reason, problem));

  const stepping = setInterval(step, STEP_MS);
  let gone = false;

  function finish(reason, problem) {
    if (gone) return;
    close();
    over(reason, problem);
  }

  function close() {
    gone = true;
    clearInterval(stepping);
    channel.close();
    if (picture) picture.destroy();
  }

  /** Does something with the film at once here, and for everybody when the server has it. */
  function play(type, position) {
    const playing = type === 'seek' ? here.state.playing : type === 'play';
    here.state = { ...here.state, playing, position, at: channel.now() };
    step();
    changed();
    return channel.keep({ type, position });
  }

  return { channel, picture, here, play, close };
}

/** A question as it is asked, without what belongs to the message. */
function questionOf(message) {
  const { type, seq, ...question } = message;
  return question;
}
