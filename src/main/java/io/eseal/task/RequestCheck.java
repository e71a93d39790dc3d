package io.eseal.task;

import io.eseal.orderbody.OrderBody;
import io.eseal.validation.Finding;
import java.util.List;

/** Checks the request as a person leaves it when a task is completed. */
public interface RequestCheck {

    /** Returns everything that the rules of the request find wrong; empty when it may be ordered. */
    List<Finding> findings(OrderBody request);
}
