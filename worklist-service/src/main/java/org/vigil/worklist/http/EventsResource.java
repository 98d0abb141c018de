package org.vigil.worklist.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.vigil.platform.access.Callers;
import org.vigil.platform.problem.ProblemException;
import org.vigil.worklist.config.WorklistSettings;
import org.vigil.worklist.live.LiveClient;
import org.vigil.worklist.live.LiveEvent;
import org.vigil.worklist.live.LiveEvents;

/**
 * Server-sent events: one virtual thread writes to one client, at the client's pace. A stream ends
 * when the token that it was opened with does; the client comes again with its next one.
 */
@Path("/api/events")
public class EventsResource {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

  private final LiveEvents events;
  private final WorklistSettings.Events settings;

  private final Callers callers;
  private final Clock clock;

  EventsResource(LiveEvents events, WorklistSettings settings, Callers callers, Clock clock) {
    this.events = events;
    this.callers = callers;
    this.clock = clock;
    this.settings = settings.events();
  }

  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RunOnVirtualThread
  public void events(@Context SseEventSink sink, @Context Sse sse) {
    LiveClient client =
        events
            .join(callers.current().sites())
            .orElseThrow(
                () -> ProblemException.unavailable("Too many clients listen.", RETRY_AFTER));
    Instant until = callers.until().orElse(Instant.MAX);
    try (sink) {
      serve(client, sink, sse, until);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | IllegalStateException e) {
      // The client went away or does not read; it will connect again and read the list.
    } finally {
      events.leave(client);
    }
  }

  private void serve(LiveClient client, SseEventSink sink, Sse sse, Instant until)
      throws InterruptedException, ExecutionException, TimeoutException {
    write(sink, sse.newEventBuilder().comment("listening").build());
    while (!sink.isClosed() && clock.instant().isBefore(until)) {
      Optional<LiveEvent> event = client.next(settings.heartbeat());
      if (event.isEmpty()) {
        write(sink, sse.newEventBuilder().comment("heartbeat").build());
        continue;
      }
      write(sink, sse.newEvent(event.get().name(), event.get().json()));
      if (event.get() == LiveEvent.REREAD) {
        return;
      }
    }
  }

  private void write(SseEventSink sink, OutboundSseEvent event)
      throws InterruptedException, ExecutionException, TimeoutException {
    sink.send(event)
        .toCompletableFuture()
        .get(settings.writeLimit().toMillis(), TimeUnit.MILLISECONDS);
  }
}
