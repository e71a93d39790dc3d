package io.eseal.tracking;

import io.eseal.certcentral.CertCentral;
import io.eseal.certcentral.OrderInfo;
import io.eseal.certcentral.OrderValidation;
import io.eseal.lifecycle.LifecycleBeans;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.when;

/** The delegates of tracking over a mocked CertCentral. */
public final class TrackingBeans {

    private final CertCentral certCentral;
    private final Map<String, Object> named;

    public TrackingBeans(CertCentral certCentral, LifecycleBeans lifecycle) {
        this.certCentral = certCentral;
        named = Map.of(
                "readStatus", new ReadStatus(certCentral, lifecycle.register),
                "fetchValidation", new FetchValidation(certCentral, lifecycle.timeline),
                "trackingSchedule", new TrackingSchedule(
                        new TrackingSettings(Duration.ofMinutes(1), Duration.ofHours(6), Duration.ofDays(10))));
        when(certCentral.validation(anyLong())).thenReturn(new OrderValidation(
                Optional.empty(), Optional.of("pending"), Optional.empty(), Optional.empty(), List.of()));
    }

    public Map<String, Object> named() {
        return named;
    }

    /** What CertCentral says of the order, one status a reading; the last one stays. */
    public void statusIs(String first, String... next) {
        when(certCentral.order(anyLong())).thenReturn(order(first), Stream.of(next).map(TrackingBeans::order).toArray(OrderInfo[]::new));
    }

    private static OrderInfo order(String status) {
        return OrderInfo.of(1, status);
    }
}
