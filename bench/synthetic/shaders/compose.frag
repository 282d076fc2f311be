#version 330
// The picture: the backdrop where it lies under the shaken camera, dimmed, under the layer of moving things.
uniform sampler2D backdrop;
uniform vec2 offset; // where the picture's top left corner lies in the backdrop, px
#ifdef LAYER
uniform sampler2D dims;
uniform sampler2D layer;
uniform vec2 share_per_px;
#endif
out vec4 picture;

void main() {
    vec4 behind = texture(backdrop, (gl_FragCoord.xy + offset) / vec2(textureSize(backdrop, 0)));
#ifdef LAYER
    vec2 share = gl_FragCoord.xy * share_per_px;
    vec4 front = texture(layer, share); // blends the four samples of a pixel
    vec2 dim = texture(dims, share).rg;
    behind.rgb *= mix(behind.a, 1.0, dim.r) * dim.g;
    behind.rgb = front.rgb + (1.0 - front.a) * behind.rgb;
#endif
    picture = vec4(behind.rgb, 1.0);
}
