using KioskSim.Web.Tests.Rig;
using KioskSim.Web.Tests.Sheet;
using Microsoft.Playwright;

namespace KioskSim.Web.Tests.Barriers;

/// <summary>Narrow windows, large fingers, no mouse, no motion.</summary>
public sealed class WindowTests(Room room) : IClassFixture<Room>, IAsyncDisposable
{
    const int Finger = 44;

    // A map may be larger than the window, as long as it scrolls by itself (WCAG 2.2, 1.4.10).
    const string Sideways = """
        () => document.documentElement.scrollWidth > window.innerWidth
          ? [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > window.innerWidth + 1).map(e => e.outerHTML.slice(0, 80)).slice(0, 5) : []
        """;

    // What a finger has to meet: of a field in a label the label, and no link in running text (2.5.8).
    const string TooSmall = """
        least => [...document.querySelectorAll('button, select, input, summary, .choice, nav a, a.main')].map(e => [e, (e.closest('label') ?? e).getBoundingClientRect()])
          .filter(([e, box]) => box.width > 0 && !e.closest('[inert]') && e.type !== 'hidden' && (box.height < least || box.width < least))
          .map(([e, box]) => `${Math.round(box.width)} × ${Math.round(box.height)}: ${e.outerHTML.slice(0, 80)}`)
        """;

    [Theory]
    [MemberData(nameof(Sizes.Narrow), MemberType = typeof(Sizes))]
    public async Task Nothing_is_wider_than_a_narrow_window(int width, int height)
    {
        var page = await room.OpenAsync(width: width, height: height);
        await page.VisitAsync(FitsAsync);
        foreach (var path in (string[])["sheet?do=inquiry&paper=OtherName", "sheet?do=latent", "handout", "stories", "stories/misprint", "desk", "?lang=en"])
        {
            await page.GotoAsync(new Uri(room.Address, path).ToString());
            await FitsAsync(page);
            await page.KeepAsync($"narrow-{path.Split('?')[0].Replace('/', '-')}");
        }

        await page.GotoAsync(new Uri(room.Address, "stories/misprint").ToString());
        await page.BeginAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await page.IsToldAsync(0, "told", "narrow-story-told");
        await FitsAsync(page);
        await page.EndAsync();
    }

    [Fact]
    public async Task Text_may_be_spaced_wider_and_nothing_runs_out_or_is_cut_off()
    {
        // The spacing of WCAG 2.2, 1.4.12.
        const string wider = """
            () => {
              const sheet = new CSSStyleSheet();
              sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }');
              document.adoptedStyleSheets = [sheet];
            }
            """;
        const string cut = """
            () => [...document.querySelectorAll('button, a, label, p, h1, h2, h3, dd, dt, li, td, th, summary')]
              .filter(e => !e.closest('[inert], .unseen') && getComputedStyle(e).overflow !== 'visible' && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1))
              .map(e => e.outerHTML.slice(0, 80))
            """;
        var page = await room.SheetAsync();
        foreach (var path in (string[])["", "sheet", "handout", "stories", "stories/misprint", "desk"])
        {
            await page.GotoAsync(new Uri(room.Address, path).ToString());
            await page.EvaluateAsync(wider);
            await FitsAsync(page);
            Assert.Empty(await page.EvaluateAsync<string[]>(cut));
        }
    }

    [Theory]
    [MemberData(nameof(Sizes.Usual), MemberType = typeof(Sizes))]
    public async Task Whatever_is_touched_is_as_large_as_a_finger_000_30(int width, int height)
    {
        var page = await room.OpenAsync(width: width, height: height);
        await page.VisitAsync(async p => Assert.Empty(await p.EvaluateAsync<string[]>(TooSmall, Finger)));
        foreach (var path in (string[])["sheet", "stories", "stories/misprint", "desk"])
        {
            await page.GotoAsync(new Uri(room.Address, path).ToString());
            Assert.Empty(await page.EvaluateAsync<string[]>(TooSmall, Finger));
        }
    }

    [Fact]
    public async Task A_visit_needs_no_mouse_and_shows_where_one_is()
    {
        var page = await room.OpenAsync();
        await page.SeesAsync("証明書の交付");
        await page.TabToAsync("#glass label.choice input[name=city]");
        await page.Keyboard.PressAsync("Space");
        await page.TabToAsync("[data-next]");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#glass label.choice:not([hidden]) input[name=kind]:focus").WaitForAsync();
        await page.Keyboard.PressAsync("Space");
        await page.TabToAsync("[data-next]");
        await page.Keyboard.PressAsync("Enter");
        await page.TabToAsync("[data-last]");
        await page.Keyboard.PressAsync("Enter");
        await page.SeesAsync("読取り台に置いてください");
        await page.ByKeyAsync("#slots form[data-touch=card] button", "暗証番号");
        await page.ByKeyAsync("#glass form[data-touch=pin] button", "内容をご確認ください");
        await page.ByKeyAsync("#glass form[data-touch=confirm] button", "カードをお取りください");
        await page.ByKeyAsync("#slots form[data-touch=take-card] button", "お入れください");
        await page.ByKeyAsync("#slots form[data-touch=money]:has(input[value='1000']) button", "お取りください");
        await page.ByKeyAsync("#slots form[data-touch=take-paper] button", "証明書の交付");
        await page.ByKeyAsync("#slots form[data-touch=take-money] button", "証明書の交付");
    }

    [Fact]
    public async Task Who_asked_for_less_motion_sees_none()
    {
        const string moving = "() => document.getAnimations().filter(a => a.effect.getComputedTiming().activeDuration > 10).map(a => a.animationName ?? a.transitionProperty)";
        var (page, other) = (await room.OpenAsync(calm: true), await room.OpenAsync());
        var seen = new List<string>();
        await page.VisitAsync(async p =>
        {
            Assert.Empty(await p.EvaluateAsync<string[]>(moving));
            seen.AddRange(await other.EvaluateAsync<string[]>(moving));
        });
        Assert.NotEmpty(seen); // who did not ask for it does

        // The sign that one has to wait, which is gone too soon to be met.
        const string waiting = """
            () => {
              document.body.insertAdjacentHTML('beforeend', '<p class="wait"><span></span></p>');
              return getComputedStyle(document.body.lastElementChild.firstElementChild).animationName;
            }
            """;
        Assert.Equal("none", await page.EvaluateAsync<string>(waiting));
        Assert.NotEqual("none", await other.EvaluateAsync<string>(waiting));
    }

    public ValueTask DisposeAsync() => room.LeaveAsync();

    static async Task FitsAsync(IPage page) => Assert.Empty(await page.EvaluateAsync<string[]>(Sideways));
}
