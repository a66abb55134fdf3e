package org.keqiao.classroom.channel;

import java.util.Optional;
import org.keqiao.classroom.event.Act;
import org.keqiao.classroom.event.Seat;

/**
 * That somebody wants something to happen.
 *
 * @param id the same one, however often it is sent
 * @param by the account
 */
record Command(String id, String by, Seat seat, Optional<String> school, Act act) {}
