package io.eseal.web;

import java.util.List;

/** Contributes JAX-RS filters and exception mappers to all of Camunda's REST interfaces. */
public interface RestProviders {

    /** Returns the classes; Jersey makes the instances. */
    List<Class<?>> classes();
}
