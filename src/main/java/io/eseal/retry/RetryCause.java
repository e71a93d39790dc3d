package io.eseal.retry;

import io.eseal.certcentral.CertCentralException;
import io.eseal.certcentral.HeldBackException;
import io.eseal.certcentral.NotAuthorizedException;
import io.eseal.certcentral.NotOfferedException;
import io.eseal.certcentral.RefusedException;
import io.eseal.certcentral.TooManyRequestsException;
import io.eseal.certcentral.UnavailableException;
import io.eseal.certcentral.UnknownOutcomeException;
import io.eseal.trust.TrustUnavailableException;
import io.eseal.web.ExceptionChain;
import java.sql.SQLException;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Cause of a step's failure. Steps of one cause are fixed, and tried again, together. */
public enum RetryCause {
    OUTAGE("CertCentral does not answer"),
    RATE_LIMIT("CertCentral has had too many calls of the API key"),
    BUDGET("the API key has no calls left for the moment"),
    API_KEY("CertCentral does not accept the API key"),
    REFUSED("CertCentral refuses the call"),
    TRUST("no source of trust can be read"),
    DATABASE("the database cannot be used"),
    OTHER("the step itself failed");

    private final String words;

    RetryCause(String words) {
        this.words = words;
    }

    /** Returns half a sentence for people, such as "CertCentral does not answer". */
    public String words() {
        return words;
    }

    /** Returns the cause of a failure, by the exceptions in its chain. */
    static RetryCause of(Throwable failure) {
        Optional<CertCentralException> call = ExceptionChain.find(failure, CertCentralException.class);
        if (call.isPresent()) {
            return of(call.get());
        }
        if (ExceptionChain.find(failure, TrustUnavailableException.class).isPresent()) {
            return TRUST;
        }
        boolean database = ExceptionChain.find(failure, DataAccessException.class)
                        .isPresent()
                || ExceptionChain.find(failure, TransactionException.class).isPresent()
                || ExceptionChain.find(failure, SQLException.class).isPresent();
        return database ? DATABASE : OTHER;
    }

    private static RetryCause of(CertCentralException call) {
        if (call instanceof HeldBackException held) {
            return switch (held.reason()) {
                case OUTAGE -> OUTAGE;
                case PAUSE -> RATE_LIMIT;
                case BUDGET -> BUDGET;
                case DATABASE -> DATABASE;
                case LATE -> OTHER;
            };
        }
        if (call instanceof NotAuthorizedException) {
            return API_KEY;
        }
        if (call instanceof TooManyRequestsException) {
            return RATE_LIMIT;
        }
        if (call instanceof UnavailableException || call instanceof UnknownOutcomeException) {
            return OUTAGE;
        }
        return call instanceof RefusedException || call instanceof NotOfferedException ? REFUSED : OTHER;
    }
}
