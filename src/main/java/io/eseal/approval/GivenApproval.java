package io.eseal.approval;

import java.time.Instant;

/** Who approved for which group, and when. */
public record GivenApproval(String group, String approver, Instant at) {}
