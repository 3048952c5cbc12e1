using KioskSim.Testing;

namespace KioskSim.Crash.Tests.CityAlone;

/// <summary>A city that cannot draw a certificate says so at once, in a line.</summary>
public sealed class CityWithoutFontsTests
{
    [Fact]
    public async Task A_broken_font_is_said_in_a_line_when_the_server_starts()
    {
        var fonts = Directory.CreateTempSubdirectory("kiosksim-no-fonts-").FullName;
        File.WriteAllText(Path.Combine(fonts, "ipaexm.ttf"), "no font");
        try
        {
            var refusal = await Assert.ThrowsAsync<IOException>(() => CityServer.StartAsync(TestWorld.Folder, postgres: false, cards: 0, fonts));
            Assert.Matches(@"^KioskSim\.City\.Host did not start: .*ipaexm\.ttf.*$", refusal.Message);
            Assert.DoesNotContain('\n', refusal.Message);
        }
        finally
        {
            Directory.Delete(fonts, recursive: true);
        }
    }
}
