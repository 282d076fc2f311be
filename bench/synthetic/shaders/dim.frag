#version 330
// How moving things dim the backdrop, at half size: r = share of the key lamp that gets there, g = of the sky.
uniform sampler2D places;
uniform sampler2DShadow depth;
uniform sampler2D contact; // how much of the sky is hidden from each spot of the floor
uniform mat4 lamp;
uniform ivec2 offset;
uniform float soft;
uniform float contact_m; // half the side of the square of floor that `contact` covers
out vec4 dim;

void main() {
    vec3 at = texelFetch(places, ivec2(gl_FragCoord.xy) + offset, 0).xyz;
    vec3 seen = (lamp * vec4(at, 1.0)).xyz * 0.5 + 0.5;
    seen.z -= 0.0015;
    float open = texture(depth, seen)
        + texture(depth, seen + vec3(soft, 0.4 * soft, 0.0)) + texture(depth, seen - vec3(soft, 0.4 * soft, 0.0))
        + texture(depth, seen + vec3(-0.4 * soft, soft, 0.0)) + texture(depth, seen - vec3(-0.4 * soft, soft, 0.0));
    float hidden = texture(contact, at.xy / (2.0 * contact_m) + 0.5).r * exp(-8.0 * max(at.z, 0.0));
    dim = vec4(open * 0.2, 1.0 - hidden, 0.0, 1.0);
}
