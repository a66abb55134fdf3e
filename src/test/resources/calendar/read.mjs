// Prints the events of an iCalendar file as JSON.
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';

const calendar = new ICAL.Component(ICAL.parse(readFileSync(process.argv[2], 'utf8')));
const iso = (time) => time.toJSDate().toISOString().replace('.000Z', 'Z');
const events = calendar.getAllSubcomponents('vevent').map((component) => {
  const event = new ICAL.Event(component);
  return {
    uid: event.uid,
    start: iso(event.startDate),
    end: iso(event.endDate),
    summary: event.summary,
    sequence: event.sequence,
    status: component.getFirstPropertyValue('status'),
  };
});
console.log(JSON.stringify(events));
