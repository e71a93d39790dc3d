package io.eseal.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.Arrays;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Adds to the description of the REST interface its version and the refusals that calls of a kind have in common. What
 * an operation itself says about a status stays.
 */
@Component
class DescribedAnswers implements OpenApiCustomizer {

    /** A refusal that the service itself answers, as problem details. */
    private enum Refusal {
        BAD_REQUEST("What was sent cannot be read, or holds a card number or a private key"),
        UNAUTHORIZED("Nobody is signed in, or the password or token is wrong"),
        FORBIDDEN("Your groups do not permit this call"),
        NOT_FOUND("There is nothing with this id, or it is not yours to see"),
        NOT_ACCEPTABLE("The answer cannot be given in the format asked for"),
        CONFLICT("Not possible in the present state, or somebody else made a change at the same moment"),
        PAYLOAD_TOO_LARGE("The body is too large"),
        UNSUPPORTED_MEDIA_TYPE("The body is of a type that is not taken here"),
        UNPROCESSABLE_ENTITY("What was sent can be read and is wrong; findings, if there are any, say where and why"),
        TOO_MANY_REQUESTS("Too many wrong passwords; Retry-After says when to try again"),
        INTERNAL_SERVER_ERROR("The service failed"),
        SERVICE_UNAVAILABLE("The database, or CertCentral, cannot be used at present; try again later");

        private final String description;

        Refusal(String description) {
            this.description = description;
        }

        private HttpStatus status() {
            return HttpStatus.valueOf(name());
        }

        private String code() {
            return String.valueOf(status().value());
        }

        /** Tells whether a call of this operation can meet the refusal. */
        private boolean meets(HttpMethod method, String path, Operation operation) {
            return switch (this) {
                case NOT_FOUND -> path.contains("{");
                case NOT_ACCEPTABLE -> answersWithBody(operation);
                // A body is looked at before the operation, also where the operation takes none.
                case CONFLICT, PAYLOAD_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE -> method != HttpMethod.GET;
                case UNPROCESSABLE_ENTITY -> operation.getRequestBody() != null;
                default -> true;
            };
        }

        private static boolean answersWithBody(Operation operation) {
            return operation.getResponses().entrySet().stream()
                    .anyMatch(answer ->
                            answer.getKey().startsWith("2") && answer.getValue().getContent() != null);
        }
    }

    private final ObjectProvider<BuildProperties> build;

    DescribedAnswers(ObjectProvider<BuildProperties> build) {
        this.build = build;
    }

    @Override
    public void customise(OpenAPI api) {
        build.ifAvailable(product -> api.getInfo().setVersion(product.getVersion()));
        Arrays.stream(Refusal.values()).forEach(refusal -> define(refusal, api.getComponents()));
        api.getPaths()
                .forEach((path, item) -> item.readOperationsMap()
                        .forEach((method, operation) -> Arrays.stream(Refusal.values())
                                .filter(refusal -> refusal.meets(method, path, operation))
                                .forEach(refusal -> operation
                                        .getResponses()
                                        .putIfAbsent(refusal.code(), new ApiResponse().$ref(refusal.name())))));
    }

    private static void define(Refusal refusal, Components components) {
        components.addResponses(
                refusal.name(),
                new ApiResponse()
                        .description(refusal.description)
                        .content(new Content()
                                .addMediaType(
                                        org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                                        new MediaType().schema(new Schema<>().$ref("ProblemDetail")))));
    }
}
