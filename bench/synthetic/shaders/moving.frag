#version 330
// Persons and things that move, lit as the backdrop is.
in vec3 at;
in vec3 facing;
in vec3 base;
in vec3 stuck;
flat in int kind;
#ifdef PERSON
in vec4 cloth_a;
in vec3 cloth_b;
uniform vec3 skin, hair, shirt, shorts, shoe, belt, sock, sole;
uniform int pattern;
uniform float sharp_per_m; // borders of cloth are this sharp: about a pixel wide
#endif
uniform sampler2D grain; // r: cloudy, g: fine, b: folds
uniform sampler2DShadow depth;
uniform mat4 lamp;
uniform vec3 eye, key_way, key_colour, fill_way, fill_colour, sky, ground;
out vec4 shown;
//INCLUDE tone

struct Surface {
    vec3 albedo;
    float gloss;
    float fold_m; // how high the folds of the cloth are
    float soft;   // how far light creeps round an edge
};

float key_share(vec3 normal) {
    vec3 seen = (lamp * vec4(at + normal * 0.016, 1.0)).xyz * 0.5 + 0.5;
    seen.z -= 0.001;
    return texture(depth, seen); // blends four neighbours
}

#ifdef PERSON
float inside(float cover_m) {
    return clamp(cover_m * sharp_per_m + 0.5, 0.0, 1.0);
}

Surface surface(vec4 coarse, vec4 fine) {
    float sock_share = inside(cloth_b.y), shoe_share = inside(cloth_a.z), sole_share = inside(cloth_b.z);
    float shorts_share = inside(cloth_a.y), shirt_share = inside(cloth_a.x);
    float belt_share = inside(cloth_b.x), hair_share = inside(cloth_a.w);
    float weave = 0.80 + 0.24 * coarse.r + 0.16 * fine.g;
    vec3 top = shirt;
    if (pattern == 1) top *= mix(0.55, 1.0, smoothstep(0.44, 0.5, abs(fract(stuck.z * 11.0) - 0.5) * 2.0));
    if (pattern == 2) top *= mix(0.45, 1.25, smoothstep(0.46, 0.54, coarse.r));
    vec3 albedo = skin * (0.86 + 0.28 * coarse.r) * mix(vec3(1.0), vec3(1.06, 0.95, 0.93), coarse.b);
    albedo = mix(albedo, sock * weave, sock_share);
    albedo = mix(mix(albedo, shoe, shoe_share), sole, sole_share * shoe_share);
    albedo = mix(mix(albedo, shorts * weave, shorts_share), top * weave, shirt_share);
    albedo = mix(mix(albedo, belt, belt_share), hair * (0.55 + 0.9 * fine.g), hair_share);
    float soft_cloth = max(shorts_share, shirt_share) * (1.0 - belt_share);
    float bare = 1.0 - max(max(max(sock_share, shoe_share), max(sole_share, belt_share)), max(soft_cloth, hair_share));
    return Surface(albedo, 0.015 + 0.05 * (shoe_share + belt_share) + bare * (0.04 + 0.10 * fine.r),
        0.0012 + 0.0098 * soft_cloth, 0.3 + 0.7 * bare);
}
#else
Surface surface(vec4 fine) {
    if (kind == 4) return Surface(base * (0.86 + 0.28 * fine.r), 0.55, 0.0, 0.0);
    if (kind == 5) return Surface(base * (0.85 + 0.3 * fine.r), 0.10, 0.0, 0.1);
    if (kind == 6) return Surface(base * (0.75 + 0.5 * fine.g), 0.06, 0.0, 0.1);
    return Surface(base * (0.9 + 0.2 * fine.r), 0.03, 0.0, 0.1);
}
#endif

// The normal of a surface that is raised by `height_m`, from how the height changes between neighbouring pixels.
vec3 bumped(vec3 normal, float height_m) {
    vec3 right = dFdx(at), down = dFdy(at);
    vec3 first = cross(down, normal), second = cross(normal, right);
    float area = dot(right, first);
    vec3 slope = sign(area) * (dFdx(height_m) * first + dFdy(height_m) * second);
    return normalize(abs(area) * normal - slope);
}

void main() {
    vec3 to_eye = normalize(eye - at);
    vec3 normal = normalize(facing);
    if (dot(normal, to_eye) < 0.0) normal = -normal;
    vec2 spot = vec2(stuck.x + 0.62 * stuck.y, stuck.z + 0.23 * stuck.y);
    vec4 fine = texture(grain, spot * 5.3);
#ifdef PERSON
    vec4 coarse = texture(grain, spot * 1.6);
    Surface top = surface(coarse, fine);
    normal = bumped(normal, top.fold_m * coarse.b);
#else
    Surface top = surface(fine);
#endif
    float share = key_share(normal);
    vec3 creep = top.soft * vec3(0.38, 0.22, 0.16);
    vec3 direct = max((dot(normal, key_way) + creep) / (1.0 + creep), 0.0) * share;
    float fill = max(0.8 * dot(normal, fill_way) + 0.2, 0.0);
    float low = clamp(0.55 + 0.9 * at.z, 0.0, 1.0);
    vec3 still = mix(ground, sky, normal.z * 0.5 + 0.5) * low;
    float grazing = 1.0 - max(dot(normal, to_eye), 0.0);
    float mirrored = max(dot(normal, normalize(key_way + to_eye)), 0.0);
    mirrored *= mirrored;
    mirrored *= mirrored;
    mirrored *= mirrored; // to the eighth: broad, as on skin and rubber
#ifndef PERSON
    if (kind == 4) mirrored *= mirrored * mirrored * mirrored * mirrored;
#endif
    float shine = top.gloss * mirrored * share;
    vec3 light = top.albedo * (still + fill_colour * fill + key_colour * direct) + key_colour * shine
        + still * top.gloss * (0.15 + 0.85 * grazing * grazing * grazing);
    shown = vec4(encoded(light), 1.0);
}
