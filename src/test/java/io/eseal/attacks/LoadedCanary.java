package io.eseal.attacks;

/** Says that it was loaded; nothing but a name from outside would load it. */
final class LoadedCanary {

    static final String PROPERTY = "eseal.loaded";

    static {
        System.setProperty(PROPERTY, "sang");
    }

    private LoadedCanary() {}
}
