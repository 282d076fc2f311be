#version 330
// A mesh seen by the camera: hands on what the fragment shaders of persons, things and the backdrop need.
in vec3 position;
in vec3 normal;
in vec3 colour;
in vec3 local;
in float material;
#ifdef PERSON
in vec4 cover_a; // shirt, shorts, shoe, hair
in vec3 cover_b; // belt, sock, sole
out vec4 cloth_a;
out vec3 cloth_b;
#endif
uniform mat4 view;
uniform mat4 place;
out vec3 at;
out vec3 facing;
out vec3 base;
out vec3 stuck;
flat out int kind;

void main() {
    vec4 world = place * vec4(position, 1.0);
    at = world.xyz;
    facing = mat3(place) * normal;
    base = colour;
    stuck = local;
    kind = int(material + 0.5);
#ifdef PERSON
    cloth_a = cover_a;
    cloth_b = cover_b;
#endif
    gl_Position = view * world;
}
