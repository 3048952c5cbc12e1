using System.Text.Json;
using KioskSim.Fixtures;
using Microsoft.Playwright;

namespace KioskSim.Web.Tests.Barriers;

/// <summary>axe-core in the page: rules of WCAG 2.2, levels A and AA, and good practice.</summary>
static class Axe
{
    /// <summary>
    /// What axe leaves undecided of contrast (text in a picture or in a list that has scrolled away) is decided here: the ground is the last box
    /// that was drawn under the middle of a text of the picture, elsewhere the next element outwards that has one.
    /// </summary>
    const string Run = """
        async () => {
          let stoodStill = true;
          const changes = new MutationObserver(() => { stoodStill = false; });
          changes.observe(document, { childList: true, subtree: true });
          const { passes, violations, incomplete } = await axe.run(document, { resultTypes: ['violations', 'incomplete'] });
          const numbers = colour => colour.match(/[\d.]+/g).map(Number);
          const clear = colour => colour === 'none' || numbers(colour)[3] === 0;
          const light = colour => {
            const [r, g, b] = numbers(colour).map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
          };
          const outwards = element => {
            for (; element; element = element.parentElement)
              if (!clear(getComputedStyle(element).backgroundColor))
                return getComputedStyle(element).backgroundColor;
            return 'rgb(255, 255, 255)';
          };
          const ground = element => {
            const text = element.closest('text');
            if (!text)
              return outwards(element);
            const box = text.getBoundingClientRect();
            const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
            const under = [...text.ownerSVGElement.querySelectorAll('rect, circle')].filter(shape => {
              const place = shape.getBoundingClientRect();
              return shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING && !clear(getComputedStyle(shape).fill)
                && place.left <= x && x <= place.right && place.top <= y && y <= place.bottom;
            });
            return under.length ? getComputedStyle(under.at(-1)).fill : outwards(text.ownerSVGElement);
          };
          const readable = node => {
            const element = document.querySelector(node.target[0]);
            if (!element)
              return true; // gone since: the map moves on
            const style = getComputedStyle(element);
            const [one, other] = [light(element.closest('text') ? style.fill : style.color), light(ground(element))];
            return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05) >= 4.5;
          };
          const told = rules => rules.flatMap(rule => rule.nodes.filter(node => rule.id !== 'color-contrast' || rules === violations || !readable(node))
            .map(node => `${rule.id}: ${node.html}`));
          await new Promise(resolve => setTimeout(resolve)); // changes are told late
          changes.disconnect();
          return JSON.stringify({ stoodStill, passes: passes.length, found: [...told(violations), ...told(incomplete)] });
        }
        """;

    const int MostLooks = 50; // the map moves for as long as messages of a visit are left to show

    /// <summary>What axe calls a violation, and what it leaves undecided: rule, and where.</summary>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(IPage page)
    {
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window"))
            await page.EvaluateAsync(await File.ReadAllTextAsync(Path.Combine(NodeModules.Find("axe-core"), "axe.min.js")));
        for (var looks = 1; ; looks++)
        {
            using var results = JsonDocument.Parse(await page.EvaluateAsync<string>(Run));
            var result = results.RootElement;
            Assert.True(result.GetProperty("passes").GetInt32() > 10, "axe looked at next to nothing");
            // Half of what it looked at may be gone when the page changes meanwhile: what it finds then, it must find again.
            if (result.GetProperty("found").GetArrayLength() == 0 || result.GetProperty("stoodStill").GetBoolean() || looks == MostLooks)
                return [.. result.GetProperty("found").EnumerateArray().Select(f => f.GetString()!)];
        }
    }
}
