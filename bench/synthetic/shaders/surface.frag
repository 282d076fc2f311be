#version 330
// The backdrop before it is lit: what it is made of, where it faces and where it lies.
in vec3 at;
in vec3 facing;
in vec3 base;
in vec3 stuck;
flat in int kind;
uniform vec3 eye;
uniform float seed;
layout(location = 0) out vec4 albedo; // a: strength of the gloss
layout(location = 1) out vec4 normal; // a: its sharpness
layout(location = 2) out vec4 where;  // a: 1 = there is something
//INCLUDE procedural

// Rubber mats of one metre with coloured specks and dark seams.
vec3 rubber(vec3 p) {
    vec2 tile = fract(p.xy + 0.37);
    float edge = min(min(tile.x, tile.y), min(1.0 - tile.x, 1.0 - tile.y));
    float worn = cloud(vec3(p.xy * 2.3, 1.0));
    vec3 tint = base * (0.7 + 0.55 * worn) * mix(0.45, 1.0, smoothstep(0.002, 0.006, edge));
    tint *= 0.96 + 0.08 * hash(vec3(floor(p.xy + 0.37), 7.0));
    if (hash(floor(vec3(p.xy * 170.0, 3.0))) > 0.955) tint += 0.10 * (0.4 + hash(floor(vec3(p.xy * 170.0, 9.0))));
    float dust = smoothstep(0.52, 0.75, cloud(vec3(p.xy * 1.1 + 9.0, 5.0)));
    return tint + 0.035 * dust;
}

vec3 bricks(vec3 p) {
    float along = abs(facing.x) > 0.7 ? p.y : p.x;
    float row = floor(p.z / 0.075);
    vec2 spot = vec2(along + row * 0.11, p.z);
    vec2 part = vec2(fract(spot.x / 0.22), fract(spot.y / 0.075));
    float inside = smoothstep(0.01, 0.05, min(part.x, 1.0 - part.x)) * smoothstep(0.03, 0.13, min(part.y, 1.0 - part.y));
    float tone = 0.72 + 0.5 * hash(floor(vec3(spot.x / 0.22, row, 3.0)));
    return base * mix(1.15, tone, inside) * (0.75 + 0.5 * cloud(p * 7.0));
}

// Boards along x, 14 cm wide, with grain.
vec3 boards(vec3 p) {
    float board = floor(p.y / 0.14 + p.z / 0.14);
    float grain = noise(vec3(p.x * 1.5 + board * 7.0, p.y * 55.0, p.z * 55.0));
    float gap = smoothstep(0.0, 0.02, min(fract(p.y / 0.14), 1.0 - fract(p.y / 0.14)));
    return base * (0.72 + 0.32 * grain + 0.22 * hash(vec3(board, 1.0, 2.0))) * mix(0.6, 1.0, gap);
}

void main() {
    vec3 way = normalize(facing);
    if (dot(way, eye - at) < 0.0) way = -way;
    vec3 tint = base * (0.9 + 0.2 * cloud(at * 3.0));
    vec2 gloss = vec2(0.03, 20.0);
    if (kind == 1) { tint = rubber(at); gloss = vec2(0.07, 14.0); }
    if (kind == 2) { tint = bricks(at); gloss = vec2(0.01, 10.0); }
    if (kind == 4) { tint = base * (0.85 + 0.3 * noise(stuck * 40.0)); gloss = vec2(0.45, 50.0); }
    if (kind == 5) { tint = base * (0.8 + 0.35 * cloud(stuck * 18.0)); gloss = vec2(0.08, 14.0); }
    if (kind == 6) { tint = boards(stuck); gloss = vec2(0.08, 22.0); }
    if (kind == 7) { tint = base * (0.75 + 0.5 * cloud(stuck * 25.0)); gloss = vec2(0.03, 12.0); }
    albedo = vec4(max(tint, 0.0), gloss.x);
    normal = vec4(way, gloss.y);
    where = vec4(at, 1.0);
}
