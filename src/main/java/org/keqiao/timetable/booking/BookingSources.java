package org.keqiao.timetable.booking;

import java.util.function.Predicate;
import org.keqiao.identity.AccountService;
import org.keqiao.identity.StaffService;
import org.keqiao.pairing.agreement.AgreementService;
import org.keqiao.pairing.statement.KnownTerms;
import org.keqiao.school.ClassService;
import org.keqiao.school.SchoolService;

/**
 * What bookings are made of.
 *
 * @param terms the words of the taxonomy
 * @param lessons whether there is such a lesson
 */
public record BookingSources(
    AgreementService agreements,
    SchoolService schools,
    ClassService classes,
    StaffService staff,
    AccountService accounts,
    KnownTerms terms,
    Predicate<String> lessons) {}
