package io.eseal.web;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Answers 400 to a parameter of the wrong type with the values that are permitted, without the value that was sent. */
@RestControllerAdvice
@Order(-1) // Before Spring's own handler, which repeats the value that was sent.
class UnreadableParameters {

    @ExceptionHandler
    ProblemDetail unreadable(MethodArgumentTypeMismatchException e) {
        Class<?> type = e.getRequiredType();
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST,
                e.getName() + " must be "
                        + (type != null && type.isEnum()
                                ? "one of: "
                                        + Arrays.stream(type.getEnumConstants())
                                                .map(Object::toString)
                                                .collect(Collectors.joining(", "))
                                : "a whole number")
                        + ".");
    }
}
