package io.eseal.web;

import java.util.List;

/**
 * What is put beside the resources of Camunda's REST interfaces, wherever they hang: filters and mappers, classes that
 * Jersey makes.
 */
public interface RestProviders {

    List<Class<?>> classes();
}
