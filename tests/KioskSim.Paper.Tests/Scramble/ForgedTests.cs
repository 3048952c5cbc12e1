using KioskSim.Paper.Images;
using KioskSim.Paper.Scramble;
using KioskSim.Paper.Scramble.Reading;
using KioskSim.Paper.Tests.Scramble.Wear;
using static KioskSim.Paper.Tests.Scramble.ScrambleRuns;

namespace KioskSim.Paper.Tests.Scramble;

/// <summary>Whatever is done to an image, it yields the bytes that went in or none. KIOSKSIM_SCRAMBLE_RUNS=10000 for a long run.</summary>
public sealed class ForgedTests
{
    const int Bytes = 4_200;

    // Cheap ones, module by module, against the few that go through a picture.
    static readonly int Cheap = 20 * Count;

    [Fact]
    public void Modules_that_were_changed_swapped_cut_off_or_mixed_never_make_other_bytes_000_56()
    {
        var (mine, other) = (Payload(Bytes, 1), Payload(Bytes, 2));
        var (image, foreign) = (ScrambleImage.Encode(mine), ScrambleImage.Encode(other));
        var (planes, size) = (new ModulePlanes(), ScrambleSize.For(Bytes));
        var code = new CodeField(planes);
        var restored = 0;
        for (var seed = 0; seed < Math.Min(Cheap, 10_000); seed++)
        {
            Lay(Forge(image, foreign, new Random(seed)), planes);
            code.Clear();
            if (!code.TryDecode(size, 30) || ScrambleMessage.Read(code.Message(size)) is not { } payload)
                continue;
            Assert.True(payload.AsSpan().SequenceEqual(mine) || payload.AsSpan().SequenceEqual(other));
            restored++;
        }

        // Some of it must be mild enough to be put right, or nothing was tried.
        Assert.InRange(restored, 1, Cheap - 1);
    }

    [Fact]
    public void Pictures_of_forged_images_never_give_other_bytes_000_57()
    {
        var (mine, other) = (Payload(Bytes, 3), Payload(Bytes, 4));
        var (image, foreign) = (ScrambleImage.Encode(mine), ScrambleImage.Encode(other));
        var reader = new ScrambleReader();
        for (var seed = 0; seed < Math.Min(4 * Count, 500); seed++)
        {
            var picture = ScrambleImageTests.Magnified(Forge(image, foreign, new Random(seed)), 2 + seed % 3);
            if (reader.Read(picture).Payload is { } payload)
                Assert.True(payload.AsSpan().SequenceEqual(mine) || payload.AsSpan().SequenceEqual(other));
        }
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 1)]
    [InlineData(2, 0xFF)]
    [InlineData(4, 0x80)]
    [InlineData(19, 1)]
    [InlineData(20, 1)]
    [InlineData(4_219, 0x10)]
    [InlineData(4_220, 1)]
    [InlineData(5_119, 0x40)]
    public void A_message_changed_anywhere_under_a_whole_code_is_not_ours_000_56(int at, int change)
    {
        var size = ScrambleSize.For(Bytes + ScrambleMessage.HeaderBytes);
        var message = new byte[size.MessageBytes];
        ScrambleMessage.Write(Payload(Bytes, 5), message);
        message[at] ^= (byte)change;
        var reading = new ScrambleReader().Read(ScrambleImageTests.Magnified(ScrambleImage.Encode(size, message), 3));

        Assert.Null(reading.Payload);
        Assert.Equal(ScrambleFailure.NotOurs, reading.Failure);
    }

    [Fact]
    public void What_is_no_scramble_image_is_told_by_how_far_it_looks_like_one_000_57()
    {
        var reader = new ScrambleReader();
        var white = new GreyImage(1_240, 1_754);
        white.Pixels.AsSpan().Fill(255);
        Assert.Equal(ScrambleFailure.NoImage, reader.Read(white).Failure);
        Assert.Equal(ScrambleFailure.NoImage, reader.Read(new GreyImage(1, 1)).Failure);
        Assert.Equal(ScrambleFailure.NoImage, reader.Read(new GreyImage(40_000, 3)).Failure);
        Assert.Equal(ScrambleFailure.TooLarge, reader.Read(new GreyImage(10_000, 8_001)).Failure);

        var image = ScrambleImage.Encode(Payload(Bytes, 6));
        Assert.Equal(ScrambleFailure.TooSmall, reader.Read(ScrambleImageTests.Magnified(image, 1)).Failure);
        Assert.Equal(ScrambleFailure.NoMarks, reader.Read(ScrambleImageTests.Magnified(Mirrored(image), 3)).Failure);

        var hopeless = ScrambleImageTests.Magnified(image, 3);
        var blurred = Blur.Apply(hopeless, Blur.Gaussian(4), Blur.Gaussian(4));
        Assert.Contains(reader.Read(blurred).Failure, (ScrambleFailure[])[ScrambleFailure.NoImage, ScrambleFailure.NoMarks, ScrambleFailure.TooDamaged]);
    }

    [Fact]
    public void Noise_frames_and_patterns_of_any_size_are_refused()
    {
        var reader = new ScrambleReader();
        for (var seed = 0; seed < Math.Min(2 * Count, 200); seed++)
        {
            var chance = new Random(seed);
            var picture = new GreyImage(1 + chance.Next(1_500), 1 + chance.Next(1_500));
            var (cell, kind) = (1 + chance.Next(8), chance.Next(3));
            for (var i = 0; i < picture.Pixels.Length; i++)
            {
                var (y, x) = Math.DivRem(i, picture.Width);
                picture.Pixels[i] = kind switch
                {
                    0 => (byte)chance.Next(256),
                    1 => (byte)(255 * ((x / cell * 31 + y / cell * 17) * 7_919 >> 3 & 1)),
                    _ => (byte)(255 * (x / cell + y / cell & 1)),
                };
            }

            Assert.Null(reader.Read(picture).Payload);
        }
    }

    /// <summary>Changed modules, bands of white or ink, rows shifted or from another image, halves swapped.</summary>
    static Bitmap Forge(Bitmap image, Bitmap foreign, Random chance)
    {
        var forged = Symbols.RandomPage.Copy(image);
        var (kind, share) = (chance.Next(6), chance.NextDouble() * 0.3);
        var from = ScrambleSize.Border + chance.Next(image.Height - 2 * ScrambleSize.Border);
        var until = Math.Min(image.Height - ScrambleSize.Border, from + 1 + chance.Next(60));
        for (var y = ScrambleSize.Border; y < image.Height - ScrambleSize.Border; y++)
        {
            for (var x = ScrambleSize.Border; x < image.Width - ScrambleSize.Border; x++)
            {
                var within = y >= from && y < until;
                forged[x, y] = kind switch
                {
                    0 => image[x, y] ^ chance.NextDouble() < share,
                    1 => within ? chance.Next(2) == 0 : image[x, y],
                    2 => !within && image[x, y],
                    3 => within ? foreign[x, y] : image[x, y],
                    4 => chance.NextDouble() < share * 2 ? foreign[x, y] : image[x, y],
                    _ => image[within ? Math.Max(ScrambleSize.Border, x - 1) : x, y],
                };
            }
        }

        return forged;
    }

    static void Lay(Bitmap modules, ModulePlanes planes)
    {
        for (var y = 0; y < modules.Height; y++)
        {
            for (var x = 0; x < modules.Width; x++)
                planes.Equalised[ModulePlanes.At(x, y)] = modules[x, y] ? 3 : -3;
        }
    }

    static Bitmap Mirrored(Bitmap image)
    {
        var mirrored = new Bitmap(image.Width, image.Height);
        for (var i = 0; i < image.Width * image.Height; i++)
            mirrored[image.Width - 1 - i % image.Width, i / image.Width] = image[i % image.Width, i / image.Width];
        return mirrored;
    }
}
