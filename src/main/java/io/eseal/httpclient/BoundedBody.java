package io.eseal.httpclient;

import io.eseal.httpclient.WholeCall.AnswerTooLargeException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/** Reads the body of an answer up to a limit in bytes and fails beyond it, whatever length the header states. */
final class BoundedBody implements BodySubscriber<byte[]> {

    private final BodySubscriber<byte[]> whole = BodySubscribers.ofByteArray();
    private final long limit;
    private Optional<Subscription> subscription = Optional.empty();
    private long read;

    BoundedBody(long limit) {
        this.limit = limit;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return whole.getBody();
    }

    @Override
    public void onSubscribe(Subscription source) {
        subscription = Optional.of(source);
        whole.onSubscribe(source);
    }

    @Override
    public void onNext(List<ByteBuffer> part) {
        read += part.stream().mapToLong(ByteBuffer::remaining).sum();
        if (read <= limit) {
            whole.onNext(part);
        } else {
            subscription.ifPresent(Subscription::cancel);
            whole.onError(new AnswerTooLargeException(limit));
        }
    }

    @Override
    public void onError(Throwable failure) {
        whole.onError(failure);
    }

    @Override
    public void onComplete() {
        whole.onComplete();
    }
}
