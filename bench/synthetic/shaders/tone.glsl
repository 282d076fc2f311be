// Scene light to the code values of a picture: a soft shoulder, then about the gamma of a display.
vec3 encoded(vec3 light) {
    vec3 toned = light * (1.0 + 0.30 * light) / (1.0 + 0.62 * light);
    return sqrt(clamp(toned, 0.0, 1.0));
}
