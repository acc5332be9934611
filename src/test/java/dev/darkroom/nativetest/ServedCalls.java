package dev.darkroom.nativetest;

import com.github.tomakehurst.wiremock.extension.Parameters;
import com.github.tomakehurst.wiremock.extension.ServeEventListener;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import dev.darkroom.nativetest.PortCalls.Moment;

/** Tells of each call to WireMock once it has its effect, and before its answer leaves. */
record ServedCalls(PortCalls calls) implements ServeEventListener {
  @Override
  public void beforeResponseSent(ServeEvent served, Parameters none) {
    var request = served.getRequest();
    var path = request.getUrl().replaceAll("[?].*", "").replaceAll("(/tasks/|/pictures/).*", "$1…");
    calls.isDeath(calls.begun(request.getMethod() + " " + path), Moment.AFTER);
  }

  @Override
  public String getName() {
    return "served-calls";
  }
}
