from qawl.segment import posts


def test_a_post_with_its_byline():
    text = "كتب الوزير:\nWe are ready to talk.\n— Salem Rawi (@srawi) May 12, 2026\nثم عاد إلى بلده."
    (post,) = posts(text)
    assert [c.of(text) for c in post.content] == ["We are ready to talk."]
    assert post.author.of(text) == "Salem Rawi"
    assert (post.handle, post.date) == ("srawi", "May 12, 2026")


def test_lines_around_the_byline_that_look_posted_belong_to_it():
    text = "خبر\n🔴 Live\n— Leila Haddad (@lhaddad) May 12, 2026\n📍Geneva https://t.co/abc\nوقال المتحدث شيئاً."
    (post,) = posts(text)
    assert [c.of(text) for c in post.content] == ["🔴 Live", "📍Geneva https://t.co/abc"]


def test_an_article_without_posts():
    assert posts("قال الوزير (وهو طبيب) إنّ الأمر انتهى.") == ()
