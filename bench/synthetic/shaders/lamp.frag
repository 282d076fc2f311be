#version 330
// Adds to the backdrop's light what one direction sends: rgb of sky and fill, a of the key lamp (its cosine).
uniform sampler2D normals;
uniform sampler2D places;
uniform sampler2DShadow depth;
uniform mat4 lamp;
uniform vec3 way;
uniform vec4 strength;
out vec4 light;

void main() {
    ivec2 pixel = ivec2(gl_FragCoord.xy);
    vec3 normal = texelFetch(normals, pixel, 0).xyz;
    vec3 at = texelFetch(places, pixel, 0).xyz;
    vec3 seen = (lamp * vec4(at + normal * 0.012, 1.0)).xyz * 0.5 + 0.5;
    float open = texture(depth, vec3(seen.xy, seen.z - 0.0006));
    if (any(lessThan(seen.xy, vec2(0.0))) || any(greaterThan(seen.xy, vec2(1.0)))) open = 1.0;
    light = strength * (max(dot(normal, way), 0.0) * open);
}
