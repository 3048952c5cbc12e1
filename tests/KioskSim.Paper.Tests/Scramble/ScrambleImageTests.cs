using System.Runtime.InteropServices;
using System.Security.Cryptography;
using KioskSim.Paper.Certificates;
using KioskSim.Paper.Images;
using KioskSim.Paper.Scramble;
using static KioskSim.Paper.Tests.Scramble.ScrambleRuns;

namespace KioskSim.Paper.Tests.Scramble;

/// <summary>The image as it leaves the machine, and read back when nothing has happened to it.</summary>
public sealed class ScrambleImageTests
{
    static readonly ScrambleReader Reader = new();

    public static TheoryData<int> Sizes { get; } = [0, 1, 500, 4_200, 5_100, 5_101, 16_000, ScrambleImage.LargestPayload];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Bytes_come_back_from_the_untouched_image_000_56(int bytes)
    {
        var payload = Payload(bytes, bytes);
        var reading = Reader.Read(Magnified(ScrambleImage.Encode(payload), 3));

        Assert.Equal(ScrambleFailure.None, reading.Failure);
        Assert.Equal(payload, reading.Payload);
        Assert.Equal(0, reading.RawErrors);
        Assert.Equal(1, reading.MarksFound);
        Assert.InRange(reading.DotsPerModule, 2.9f, 3.1f);
    }

    [Fact]
    public void The_largest_image_fits_its_room_and_a_byte_more_is_refused()
    {
        Assert.Equal(27_628, ScrambleImage.LargestPayload);
        var largest = ScrambleImage.Encode(new byte[ScrambleImage.LargestPayload]);
        const float PointsPerModule = 72f * ScrambleImage.DotsPerModule / 600;
        Assert.InRange(largest.Width * PointsPerModule, 0, SheetGeometry.ScrambleRoom.Width);
        Assert.InRange(largest.Height * PointsPerModule, 0, SheetGeometry.ScrambleRoom.Height);

        var refusal = Assert.Throws<ScrambleTooLargeException>(() => ScrambleImage.Encode(new byte[ScrambleImage.LargestPayload + 1]));
        Assert.Contains("27629", refusal.Message);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Half_of_every_part_is_ink_even_where_the_payload_is_empty(int bytes)
    {
        var image = ScrambleImage.Encode(new byte[bytes]);
        for (var top = ScrambleSize.Border; top + 40 <= image.Height; top += 40)
        {
            for (var left = ScrambleSize.Border; left + 40 <= image.Width - ScrambleSize.Border; left += 40)
                Assert.InRange(Ink(image, left, top, 40, Math.Min(40, image.Height - ScrambleSize.Border - top)), 0.38, 0.62);
        }
    }

    [Fact]
    public void A_solid_frame_and_a_white_line_go_around_it()
    {
        var image = ScrambleImage.Encode(Payload(4_200, 1));
        Assert.Equal((695, 135), (image.Width, image.Height));
        for (var ring = 0; ring < ScrambleSize.Border; ring++)
        {
            var (width, height) = (image.Width - 2 * ring, image.Height - 2 * ring);
            var ink = ring < ScrambleSize.Frame ? 1 : 0;
            Assert.Equal(ink, Ink(image, ring, ring, width, 1));
            Assert.Equal(ink, Ink(image, ring, image.Height - 1 - ring, width, 1));
            Assert.Equal(ink, Ink(image, ring, ring, 1, height));
            Assert.Equal(ink, Ink(image, image.Width - 1 - ring, ring, 1, height));
        }
    }

    // A sheet that was printed must stay readable. Should one of these change, so must the version in the message.
    [Theory]
    [InlineData(4_200, "517268E2099D40F8")]
    [InlineData(16_000, "93705C751FBE56D7")]
    public void The_same_bytes_are_the_same_image_for_ever(int bytes, string digest) => Assert.Equal(
        digest, Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(ScrambleImage.Encode(Payload(bytes, 7)).Words)))[..16]);

    static double Ink(Bitmap image, int left, int top, int width, int height)
    {
        var ink = 0;
        for (var y = top; y < top + height; y++)
        {
            for (var x = left; x < left + width; x++)
                ink += image[x, y] ? 1 : 0;
        }

        return (double)ink / (width * height);
    }

    /// <summary>Each module so many dots, and a white margin.</summary>
    internal static GreyImage Magnified(Bitmap modules, int dots)
    {
        const int Margin = 90;
        var picture = new GreyImage(modules.Width * dots + 2 * Margin, modules.Height * dots + 2 * Margin);
        picture.Pixels.AsSpan().Fill(255);
        for (var y = 0; y < modules.Height * dots; y++)
        {
            var row = picture.Row(y + Margin);
            for (var x = 0; x < modules.Width * dots; x++)
                row[x + Margin] = modules[x / dots, y / dots] ? (byte)0 : (byte)255;
        }

        return picture;
    }
}
