package io.eseal.tracking;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.when;

import io.eseal.certcentral.CallRate;
import io.eseal.certcentral.CertCentral;
import io.eseal.certcentral.OrderInfo;
import io.eseal.certcentral.OrderValidation;
import io.eseal.certcentral.ReadOrders;
import io.eseal.id.OrderId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** The delegates of tracking over a mocked CertCentral. */
public final class TrackingBeans {

    private final CertCentral certCentral;

    public TrackingBeans(AnnotationConfigApplicationContext beans, CertCentral certCentral) {
        this.certCentral = certCentral;
        beans.registerBean(
                TrackingSettings.class,
                () -> Binder.get(beans.getEnvironment()).bindOrCreate("eseal.tracking", TrackingSettings.class));
        beans.registerBean(CallRate.class, () -> new CallRate(4));
        beans.register(
                ReadStatus.class, ReadOrders.class, FetchValidation.class, TrackingSchedule.class, SafetyNet.class);
        when(certCentral.validation(any()))
                .thenReturn(new OrderValidation(
                        Optional.empty(), Optional.of("pending"), Optional.empty(), Optional.empty(), List.of()));
    }

    /** Sets CertCentral's status of the order for each reading; the last one stays. */
    public void statusIs(String first, String... next) {
        when(certCentral.order(any()))
                .thenReturn(
                        order(first), Stream.of(next).map(TrackingBeans::order).toArray(OrderInfo[]::new));
    }

    private static OrderInfo order(String status) {
        return OrderInfo.of(OrderId.of(1), status);
    }
}
