#version 330
// The lit backdrop: rgb encoded as in the picture, a = what remains of a code value when the key lamp is blocked.
uniform sampler2D albedos;
uniform sampler2D normals;
uniform sampler2D places;
uniform sampler2D lights; // this one and what it was found from have half as many pixels per side
uniform sampler2D light_normals;
uniform sampler2D light_places;
uniform vec3 eye, key_way, key_colour, ground;
out vec4 code;
//INCLUDE tone

// The light of the neighbouring coarse pixels that lie on the same surface, so that none leaks round edges.
vec4 light_at(vec3 normal, vec3 at) {
    ivec2 first = ivec2(floor(gl_FragCoord.xy * 0.5 - 0.5));
    vec4 sum = vec4(0.0);
    float weights = 0.0;
    for (int k = 0; k < 9; k++) {
        ivec2 pixel = clamp(first + ivec2(k % 3, k / 3), ivec2(0), textureSize(lights, 0) - 1);
        vec3 off = texelFetch(light_places, pixel, 0).xyz - at;
        float alike = max(dot(texelFetch(light_normals, pixel, 0).xyz, normal), 0.0);
        float aside = dot(off, normal);
        float weight = 1e-5 + alike * alike * alike * alike * exp(-1e4 * aside * aside - 2e3 * dot(off, off));
        sum += weight * texelFetch(lights, pixel, 0);
        weights += weight;
    }
    return sum / weights;
}

void main() {
    ivec2 pixel = ivec2(gl_FragCoord.xy);
    vec4 albedo = texelFetch(albedos, pixel, 0);
    vec4 normal = texelFetch(normals, pixel, 0);
    vec4 at = texelFetch(places, pixel, 0);
    vec4 light = light_at(normal.xyz, at.xyz);
    vec3 still = albedo.rgb * (light.rgb + ground * (0.5 - 0.5 * normal.z));
    vec3 half_way = normalize(key_way + normalize(eye - at.xyz));
    float shine = albedo.a * pow(max(dot(normal.xyz, half_way), 0.0), normal.a) * step(0.02, light.a);
    vec3 key = key_colour * (albedo.rgb * light.a + shine);
    vec3 luma = vec3(0.3, 0.6, 0.1);
    float share = dot(key, luma) / max(dot(still + key, luma), 1e-4);
    code = at.a > 0.5 ? vec4(encoded(still + key), sqrt(1.0 - 0.92 * share)) : vec4(0.1, 0.1, 0.11, 1.0);
}
