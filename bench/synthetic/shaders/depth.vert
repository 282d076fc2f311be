#version 330
// A mesh seen by a lamp: only its depth counts.
in vec3 position;
uniform mat4 view;
uniform mat4 place;

void main() {
    gl_Position = view * (place * vec4(position, 1.0));
}
