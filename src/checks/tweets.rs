//! What an article shows of others as they wrote it, in markup.

/// Whether a block is a tweet, which no desk edits: `<tweet author="@quay">...</tweet>`, `<blockquote class="twitter-tweet">`.
pub(super) fn is_tweet(block: &str) -> bool {
    ["<tweet ", "<blockquote class=\"twitter-tweet"].iter().any(|open| block.starts_with(open))
}
