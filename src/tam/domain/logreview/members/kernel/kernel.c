/* Lines of a log by kind, with their moments and words, many at once.
 *
 * Every function has a counterpart in Python with the same outcome; see plain.py. Nothing is
 * allocated here, nothing is read outside `text` nor written outside the arrays that are given.
 */
#include <stdint.h>
#include <string.h>

#define LONGEST 65536 /* bytes of a line; longer ones are cut before they come here */
#define DIGIT(c) ((uint8_t)((c) - '0') < 10)

/* 1 for every byte that a kind of line drops: digits and the letters a to f. */
static const uint8_t DROPPED[256] = {
    ['0'] = 1, ['1'] = 1, ['2'] = 1, ['3'] = 1, ['4'] = 1, ['5'] = 1, ['6'] = 1, ['7'] = 1,
    ['8'] = 1, ['9'] = 1, ['a'] = 1, ['b'] = 1, ['c'] = 1, ['d'] = 1, ['e'] = 1, ['f'] = 1,
};

static uint64_t mix(uint64_t hash, uint64_t word) {
    hash = (hash ^ word) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ (hash >> 29);
}

static uint64_t hash_of(const uint8_t *bytes, int64_t size, uint64_t hash) {
    uint64_t word;
    int64_t at = 0;
    hash = mix(hash, (uint64_t)size);
    for (; at + 8 <= size; at += 8) {
        memcpy(&word, bytes + at, 8);
        hash = mix(hash, word);
    }
    if (at < size) {
        word = 0;
        memcpy(&word, bytes + at, (size_t)(size - at));
        hash = mix(hash, word);
    }
    return mix(hash, hash >> 32);
}

/* The bytes of a line that its kind keeps; how many. */
static int64_t keep(const uint8_t *line, int64_t size, uint8_t *kept) {
    int64_t at = 0, length = 0;
    for (; at + 4 <= size; at += 4) {
        int64_t second = 1 - DROPPED[line[at]];
        int64_t third = second + 1 - DROPPED[line[at + 1]];
        int64_t fourth = third + 1 - DROPPED[line[at + 2]];
        kept[length] = line[at];
        kept[length + second] = line[at + 1];
        kept[length + third] = line[at + 2];
        kept[length + fourth] = line[at + 3];
        length += fourth + 1 - DROPPED[line[at + 3]];
    }
    for (; at < size; at++) {
        kept[length] = line[at];
        length += 1 - DROPPED[line[at]];
    }
    return length;
}

/* Starts, ends, kinds and hashes of all lines; how many, -1 when there is no room for them, -2
 * when one is too long. `keys` and `numbers` are a table open to the next place, 0 is empty. */
int64_t tam_lines(const uint8_t *text, int64_t size, uint64_t seed, const uint64_t *keys,
                  const int32_t *numbers, uint64_t mask, int64_t *starts, int64_t *ends,
                  int64_t *kinds, uint64_t *hashes, int64_t room) {
    uint8_t kept[LONGEST + 4];
    int64_t begin = 0, count = 0;
    while (begin <= size) {
        const uint8_t *found = begin < size ? memchr(text + begin, '\n', (size_t)(size - begin)) : 0;
        int64_t end = found ? found - text : size, length = 0;
        uint64_t hash, slot;
        if (count == room) return -1;
        if (end - begin > LONGEST) return -2;
        length = keep(text + begin, end - begin, kept);
        hash = hash_of(kept, length, seed);
        for (slot = hash & mask; numbers[slot] && keys[slot] != hash;) slot = (slot + 1) & mask;
        starts[count] = begin;
        ends[count] = end;
        kinds[count] = (int64_t)numbers[slot] - 1;
        hashes[count] = hash;
        count++;
        begin = end + 1;
    }
    return count;
}

static int64_t pair(const uint8_t *at, int64_t most) {
    int64_t value;
    if (!DIGIT(at[0]) || !DIGIT(at[1])) return -1;
    value = (at[0] - '0') * 10 + (at[1] - '0');
    return value < most ? value : -1;
}

/* Moments of lines whose clock stands at these places behind a day of `width` bytes. */
void tam_moments(const uint8_t *text, const int64_t *starts, const int64_t *ends, int64_t count,
                 const int64_t *span, const uint8_t *days, const int64_t *values, int64_t known,
                 int64_t none, int64_t *moments) {
    int64_t width = span[1] - span[0], last = 0;
    for (int64_t line = 0; line < count; line++) {
        const uint8_t *at = text + starts[line];
        int64_t hour, minute, second, day = last;
        moments[line] = none;
        if (ends[line] - starts[line] < span[3] + 2) continue;
        hour = pair(at + span[1], 24);
        minute = pair(at + span[2], 60);
        second = pair(at + span[3], 60);
        if (hour < 0 || minute < 0 || second < 0) continue;
        if (!known || memcmp(at + span[0], days + last * width, (size_t)width)) {
            for (day = 0; day < known; day++)
                if (!memcmp(at + span[0], days + day * width, (size_t)width)) break;
            if (day == known) continue;
            last = day;
        }
        moments[line] = values[day] + hour * 3600 + minute * 60 + second;
    }
}

/* A hash of some words of each line, by their places between blanks in rising order; a word
 * shorter than its `least` counts as none. */
void tam_words(const uint8_t *text, const int64_t *starts, const int64_t *ends, int64_t count,
               const int64_t *places, const int64_t *least, int64_t wanted, uint64_t seed,
               uint64_t *hashes) {
    for (int64_t line = 0; line < count; line++) {
        const uint8_t *at = text + starts[line], *end = text + ends[line];
        uint64_t hash = seed;
        int64_t word = 0, next = 0;
        for (; next < wanted; next++) {
            const uint8_t *stop;
            for (; at < end && word < places[next]; at++) word += *at == ' ';
            for (stop = at; stop < end && *stop != ' ';) stop++;
            hash = stop - at < least[next] ? mix(hash, (uint64_t)next)
                                           : hash_of(at, stop - at, hash);
        }
        hashes[line] = hash;
    }
}

static int is_hex(uint8_t c) { return DIGIT(c) || (uint8_t)((c | 32) - 'a') < 6; }
static int is_mark(uint8_t c) { return c == '/' || c == ':' || c == ',' || c == '.' || c == '-'; }
static int is_blank(uint8_t c) { return c == ' ' || (c >= 9 && c <= 13); }

static const uint8_t *past_zero_x(const uint8_t *at, const uint8_t *end) {
    return at + 1 < end && at[0] == '0' && (at[1] | 32) == 'x' ? at + 2 : at;
}

/* From a mark on: `/53/00`, `, 53, 0`, `:0x12:0x3` and what looks like it. */
static int goes_on(const uint8_t *at, const uint8_t *end) {
    const uint8_t *from;
    at++;
    if (at < end && is_blank(*at)) at++;
    at = from = past_zero_x(at, end);
    while (at < end && at < from + 2 && is_hex(*at)) at++;
    if (at == from) return 0;
    if (at < end && (*at | 32) == 'h') at++;
    if (at < end && is_blank(*at)) at++;
    if (at >= end || !is_mark(*at)) return 0;
    at++;
    if (at < end && is_blank(*at)) at++;
    return at < end && is_hex(*at);
}

/* Whether a line may hold sense data, seen from this place of each on; some that hold none are
 * named too, never one missed. */
void tam_codes(const uint8_t *text, const int64_t *starts, const int64_t *ends, int64_t count,
               int64_t offset, uint8_t *may) {
    for (int64_t line = 0; line < count; line++) {
        const uint8_t *at = text + starts[line] + offset, *end = text + ends[line];
        may[line] = 0;
        for (; at < end && !may[line]; at++) {
            uint8_t c = *at;
            if (is_mark(c)) {
                may[line] = (uint8_t)goes_on(at, end);
            } else if ((c == '7' || (c | 32) == 'f') && end - at > 6) {
                may[line] = at[1] >= '0' && at[1] <= '3' &&
                            (at[2] == ' ' || at[2] == ',' || at[2] == ':') &&
                            (is_hex(at[3]) || at[3] == ' ' || at[3] == ',' || at[3] == ':');
            } else if ((c | 32) == 's' && end - at > 9) {
                may[line] = (at[1] | 32) == 'e' && (at[2] | 32) == 'n' && (at[3] | 32) == 's' &&
                            (at[4] | 32) == 'e' &&
                            (is_hex(at[8]) || (at[8] | 32) == 'x') &&
                            (is_hex(at[9]) || (at[9] | 32) == 'x');
            }
        }
    }
}
