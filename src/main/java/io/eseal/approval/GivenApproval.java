package io.eseal.approval;

import io.eseal.id.UserId;
import java.time.Instant;

/**
 * An approval that was given.
 *
 * @param group the group that approved
 * @param approver id of the user who approved for the group
 * @param at when the approval was given
 */
public record GivenApproval(String group, UserId approver, Instant at) {}
