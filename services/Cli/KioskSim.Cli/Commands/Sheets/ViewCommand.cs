using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using KioskSim.Cli.Output;
using KioskSim.Kiosk.App.Words;
using KioskSim.Paper.Certificates;
using KioskSim.Paper.Devices;
using KioskSim.Paper.Fonts;
using KioskSim.Paper.Ground;
using KioskSim.Paper.Images.Files.Png;
using KioskSim.Paper.Latent;

namespace KioskSim.Cli.Commands.Sheets;

/// <summary>`kiosksim paper view`: the latent image through the viewer (000-59, 000-60).</summary>
static class ViewCommand
{
    public static Command Create()
    {
        var sheet = new Argument<string>("sheet") { Description = "A back: as `paper print` or `paper copy` made it, or a scan of it at 600 dpi." };
        var picture = new Option<string?>("--out") { Description = "Where to put what is seen: a PNG file." };
        var command = new Command("view", "Look at the latent image of a back: 証 shows on an original and on no copy.") { sheet, picture, CommonOptions.Json };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(sheet), parsed.GetValue(picture), parsed.GetValue(CommonOptions.Json)));
        return command;
    }

    static int Run(string sheet, string? picture, bool json)
    {
        var view = new LatentViewer(LatentImage.Of(FontSet.Shared)).View(SheetFiles.Read(sheet), SheetGeometry.LatentDots);
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                shows = view.Shows, contrast = Math.Round(view.Contrast, 3), degrees = Math.Round(view.Angle, 2), right = Math.Round(view.Right, 2), down = Math.Round(view.Down, 2),
            }));
        }
        else
        {
            var words = Words(view.Shows);
            Console.WriteLine(words.Japanese);
            Console.WriteLine(words.English);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  コントラスト / contrast {view.Contrast:F3}, 傾き / turned {view.Angle:F2}°, ずれ / moved {view.Right:F1} mm, {view.Down:F1} mm"));
        }

        if (picture is not null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(picture))!);
            File.WriteAllBytes(picture, view.Picture.ToPng(SheetInk.Dpi));
        }

        return view.Shows ? ExitCodes.Ok : ExitCodes.Findings;
    }

    static Bilingual Words(bool shows) => shows
        ? new("「証」が見えます。原本の裏面です。", "証 shows: the back of an original.")
        : new("「証」が見えません。複写であるか、裏面全体の600dpiの画像ではありません。", "証 does not show: a copy, or not a picture of the whole back at 600 dpi.");
}
