// Noise for textures that are shaded once; too slow for every frame.
float hash(vec3 p) {
    p = fract(p * vec3(0.1031, 0.1030, 0.0973) + seed * 0.013);
    p += dot(p, p.yxz + 33.33);
    return fract((p.x + p.y) * p.z);
}

float noise(vec3 p) {
    vec3 cell = floor(p), part = fract(p);
    part = part * part * (3.0 - 2.0 * part);
    vec4 low = vec4(hash(cell), hash(cell + vec3(1, 0, 0)), hash(cell + vec3(0, 1, 0)), hash(cell + vec3(1, 1, 0)));
    cell.z += 1.0;
    vec4 high = vec4(hash(cell), hash(cell + vec3(1, 0, 0)), hash(cell + vec3(0, 1, 0)), hash(cell + vec3(1, 1, 0)));
    vec4 level = mix(low, high, part.z);
    vec2 row = mix(level.xy, level.zw, part.y);
    return mix(row.x, row.y, part.x);
}

float cloud(vec3 p) {
    return 0.5 * noise(p) + 0.25 * noise(p * 2.1) + 0.125 * noise(p * 4.3) + 0.0625 * noise(p * 8.7);
}
